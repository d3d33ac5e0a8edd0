// The console's icons, drawn in the text's colour; the words beside them say what they mean.
/** @jsxImportSource react */

const PATHS = {
  tickets: 'M5 4h14v16l-3.5-2-3.5 2-3.5-2L5 20z M9 9h6 M9 13h4',
  conversations: 'M4 5h16v11H9l-5 4z M8 9h8 M8 12h5',
  hotline: 'M6 4h4l1.5 4.5L9 10a11 11 0 0 0 5 5l1.5-2.5L20 14v4a2 2 0 0 1-2 2A14 14 0 0 1 4 6a2 2 0 0 1 2-2z',
  knowledge: 'M4 5h6a2 2 0 0 1 2 2v13a2 2 0 0 0-2-2H4z M20 5h-6a2 2 0 0 0-2 2v13a2 2 0 0 1 2-2h6z',
  overview: 'M4 20h16 M7 16v-5 M12 16V6 M17 16v-8',
  channels:
    'M12 20v-7 M12 13a2 2 0 1 0 0-4 2 2 0 0 0 0 4z M8 15a5.5 5.5 0 0 1 0-8 M16 7a5.5 5.5 0 0 1 0 8 M5 18a10 10 0 0 1 0-14 M19 4a10 10 0 0 1 0 14',
  staff:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z M3 20c0-3.5 2.5-5.5 6-5.5s6 2 6 5.5 M16 4.5a3.5 3.5 0 0 1 0 6.5 M17 14.8c2.5.6 4 2.4 4 5.2',
  audit: 'M6 3h9l4 4v14H6z M14 3v5h5 M9 13h7 M9 17h5',
  sessions: 'M4 5h16v11H4z M9 20h6 M12 16v4',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14z M16 16l4.5 4.5',
  keyboard: 'M3 7h18v11H3z M7 11h.01 M11 11h.01 M15 11h.01 M8 15h8',
  menu: 'M4 7h16 M4 12h16 M4 17h16',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8z M12 2v2 M12 20v2 M2 12h2 M20 12h2 M5 5l1.4 1.4 M17.6 17.600L19 19 M5 19l1.4-1.4 M17.6 6.400L19 5',
  moon: 'M20 14.500A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.500z',
  device: 'M4 5h16v11H4z M2 20h20',
  user: 'M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8z M4 21c0-4 3.5-6.5 8-6.500s8 2.5 8 6.5',
  late: 'M12 3l9.5 17h-19z M12 10v4.5 M12 17.300h.01',
  soon: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z M12 7v5l3.5 2',
  paused: 'M9 6v12 M15 6v12',
  done: 'M5 12.500l4.5 4.500L19 7.5',
  urgent: 'M13 3L5 14h6l-1 7 8-11h-6z',
  link: 'M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1 M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1',
  file: 'M7 3h7l4 4v14H7z M13 3v5h5',
  back: 'M15 5l-7 7 7 7',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
  speak: 'M4 9.500v5h3.500L12 18.500v-13L7.5 9.500z M15.5 9a4 4 0 0 1 0 6 M18 6.500a8 8 0 0 1 0 11',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" focusable="false">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
