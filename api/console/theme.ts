// The console's look: its colours and how Mantine's parts behave, for the browser and for the static style sheet.

import type { CSSVariablesResolver, MantineColorsTuple, MantineThemeOverride } from '@mantine/core';

/** The blue of the widget, from paper to ink. */
const SEA: MantineColorsTuple = [
  '#eaf5f9',
  '#d5e9f0',
  '#a9d3e2',
  '#79bbd3',
  '#4fa3c1',
  '#2c88a9',
  '#16708f',
  '#0b5870',
  '#084a5f',
  '#05394a',
];

/** Its night, from what is written to what is under it. */
const NIGHT: MantineColorsTuple = [
  '#e7eef1',
  '#cfdbe0',
  '#a6b7bf',
  '#7d929c',
  '#44565f',
  '#34444c',
  '#223038',
  '#1b262c',
  '#151e23',
  '#10181c',
];

const FONTS =
  '"Segoe UI", Roboto, "Noto Sans", -apple-system, BlinkMacSystemFont, "Helvetica Neue", Arial, sans-serif';

/** Everything that would write a style element is off: the page's policy allows style sheets of this origin only. */
export const theme: MantineThemeOverride = {
  colors: { sea: SEA, dark: NIGHT },
  primaryColor: 'sea',
  primaryShade: { light: 7, dark: 6 },
  fontFamily: FONTS,
  headings: { fontFamily: FONTS, fontWeight: '650' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  autoContrast: true,
  components: {
    Anchor: { defaultProps: { underline: 'always' } },
    ModalRoot: { defaultProps: { lockScroll: false, centered: true, transitionProps: { duration: 120 } } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true } },
  },
};

/** Mantine's own greys are too pale to be read by everybody. */
export const readable: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#14232a',
    '--mantine-color-dimmed': '#51646d',
    '--mantine-color-placeholder': '#66777f',
    '--mantine-color-error': '#a8221c',
    '--mantine-color-anchor': '#0b5870',
    '--mantine-color-default-border': '#bccad0',
  },
  dark: {
    '--mantine-color-body': '#1b262c',
    '--mantine-color-text': '#e7eef1',
    '--mantine-color-dimmed': '#a6b7bf',
    '--mantine-color-placeholder': '#93a5ae',
    '--mantine-color-error': '#ff9d94',
    '--mantine-color-anchor': '#8ad2ea',
    '--mantine-color-default': '#223038',
    '--mantine-color-default-hover': '#2a3a43',
    '--mantine-color-default-border': '#44565f',
  },
});
