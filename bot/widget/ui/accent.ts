// The host page's colour, where white text on it can be read.

/** Contrast that WCAG 2.2 asks of text. */
const READABLE = 4.5;

/** A `#rrggbb` with enough contrast to white, else null: the widget then keeps its own colour. */
export function accentOf(color: string | undefined): string | null {
  const hex = /^#([0-9a-f]{6})$/i.exec(color?.trim() ?? '')?.[1];
  if (!hex) return null;
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return 1.05 / (luminance + 0.05) >= READABLE ? `#${hex}` : null;
}
