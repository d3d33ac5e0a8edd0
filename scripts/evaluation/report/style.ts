// The report's style sheet: light and dark, readable on a phone.

export const STYLE = `
:root { color-scheme: light dark; --ink: #1c2328; --soft: #55606a; --page: #ffffff; --line: #d5dbe0; --box: #f4f6f8;
  --good: 11 88 112; --bad: 176 62 20; --mark: #0b5870; --wrong: #a03a12; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ecef; --soft: #aab4bc; --page: #14181b; --line: #39424a;
  --box: #1d2327; --good: 70 160 190; --bad: 214 100 56; --mark: #7cc4dc; --wrong: #f0a07c; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
header, main { max-width: 72rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.6rem; margin: 0 0 .5rem; line-height: 1.25; }
h2 { font-size: 1.3rem; margin: 2.5rem 0 .5rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .25rem; }
p { margin: .25rem 0 .75rem; max-width: 46rem; }
a { color: var(--mark); }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; list-style: none; padding: 0; }
nav a { display: inline-block; padding: .25rem 0; }
dl { margin: .25rem 0; }
.about dt, .about dd { display: inline; margin: 0; }
.about dt::after, .failure dt::after { content: ":"; }
dt { color: var(--soft); }
dd { overflow-wrap: anywhere; }
.scroll { overflow-x: auto; margin: .5rem 0 1rem; }
.scroll:focus-visible { outline: 2px solid var(--mark); }
table { border-collapse: collapse; font-size: .92rem; }
caption { text-align: left; color: var(--soft); padding: .25rem 0; }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .6rem; text-align: right; white-space: nowrap;
  font-variant-numeric: tabular-nums; }
th:first-child { text-align: left; white-space: normal; min-width: 9rem; font-weight: normal; }
thead th, thead th:first-child { font-weight: 600; vertical-align: bottom; }
.range { display: block; font-size: .8rem; color: var(--soft); }
.heat td { text-align: center; min-width: 2.5rem; }
.heat thead th { white-space: normal; min-width: 4rem; text-align: center; }
${[1, 2, 3, 4, 5].map((step) => `.right-${step} { background: rgb(var(--good) / ${step / 10}); } .wrong-${step} { background: rgb(var(--bad) / ${step / 10}); }`).join('\n')}
figure { margin: .5rem 0 1rem; }
svg { display: block; width: 100%; max-width: 40rem; height: auto; color: var(--ink); }
svg text { fill: var(--soft); font: 13px system-ui, sans-serif; }
svg .axis { stroke: var(--soft); } svg .grid { stroke: var(--line); } svg .ideal { stroke: var(--soft); stroke-dasharray: 5 5; }
svg .mark { fill: var(--mark); } svg .bound { stroke: var(--mark); stroke-width: 2; }
details { margin: .25rem 0; }
summary { cursor: pointer; color: var(--mark); padding: .25rem 0; }
.failure { background: var(--box); border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem; margin: .75rem 0; }
.failure h4 { margin: 0; font-size: 1rem; overflow-wrap: anywhere; }
.failure dd { margin: 0 0 .4rem 0; }
.failure ol, .failure ul { margin: .1rem 0 .4rem; padding-left: 1.4rem; }
.faults { color: var(--wrong); margin: 0 0 .4rem; }
.hit { color: var(--soft); font-size: .88rem; }
.reply { white-space: pre-wrap; overflow-wrap: anywhere; border-left: 3px solid var(--line); padding-left: .75rem; }
`;
