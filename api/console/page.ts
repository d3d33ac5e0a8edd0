// The one HTML page of the console; every screen is drawn in it.

import { shell } from './texts/shell.ts';

export function consolePage({ script, styles }: { script: string; styles: string }): string {
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${shell.title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/console/assets/${styles}">
<script type="module" src="/console/assets/${script}"></script>
</head>
<body>
<div id="console"></div>
<noscript><p>${shell.needsScript}</p></noscript>
</body>
</html>
`;
}
