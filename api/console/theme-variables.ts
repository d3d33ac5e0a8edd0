// The theme's variables as CSS: what Mantine would otherwise write into the page as a style element.

import { readable, theme } from './theme.ts';

export async function themeVariables(): Promise<string> {
  // Not needed to serve what is built, and half a second to load.
  const { convertCssVariables, deepMerge, DEFAULT_THEME, defaultCssVariablesResolver, mergeMantineTheme } =
    await import('@mantine/core');
  const whole = mergeMantineTheme(DEFAULT_THEME, theme);
  return convertCssVariables(deepMerge(defaultCssVariablesResolver(whole), readable(whole)));
}
