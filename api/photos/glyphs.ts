// Dark spots of the size of printed characters on a grey picture, as boxes.

/** Grey, one byte a pixel, row by row from the upper left. */
export interface Picture {
  data: Uint8Array;
  width: number;
  height: number;
}

/** A box by its middle, in pixels. */
export interface Glyph {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A spot is darker than what is around it by this share, and by so many steps of 256. */
const DARKER = 0.12;
const DARKER_BY = 14;
/** Around a pixel, so many of the picture's longer side to every side. */
const AROUND = 1 / 45;
const SMALLEST = 3;
/** Of the longer side; a character of a zone that fills the picture is not larger. */
const LARGEST = 1 / 15;

export function glyphsOf(picture: Picture): Glyph[] {
  const { width, height } = picture;
  const longer = Math.max(width, height);
  const left = darkPixels(picture, Math.ceil(longer * AROUND));
  const glyphs: Glyph[] = [];
  const stack: number[] = [];
  for (let start = 0; start < left.length; start++) {
    if (left[start] === 0) continue;
    let [minX, maxX, minY, maxY] = [width, 0, height, 0];
    stack.push(start);
    left[start] = 0;
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const x = at % width;
      const y = (at - x) / width;
      if (x < minX) minX = x;
      if (x > maxX) maxX = x;
      if (y < minY) minY = y;
      if (y > maxY) maxY = y;
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++)
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          const beside = ny * width + nx;
          if (left[beside] === 1) {
            left[beside] = 0;
            stack.push(beside);
          }
        }
    }
    const box = { width: maxX - minX + 1, height: maxY - minY + 1 };
    const larger = Math.max(box.width, box.height);
    if (larger >= SMALLEST && larger <= longer * LARGEST)
      glyphs.push({ x: (minX + maxX) / 2, y: (minY + maxY) / 2, ...box });
  }
  return glyphs;
}

/** 1 where a pixel is darker than the mean of the square around it, so that shade over the paper does not count. */
function darkPixels({ data, width, height }: Picture, around: number): Uint8Array {
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) {
      row += data[y * width + x]!;
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1]! + row;
    }
  }
  const dark = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const [top, bottom] = [Math.max(0, y - around), Math.min(height, y + around + 1)];
    const [above, below] = [top * (width + 1), bottom * (width + 1)];
    for (let x = 0; x < width; x++) {
      const [from, to] = [Math.max(0, x - around), Math.min(width, x + around + 1)];
      const sum = sums[below + to]! - sums[above + to]! - sums[below + from]! + sums[above + from]!;
      const mean = sum / ((bottom - top) * (to - from));
      const least = mean - Math.max(mean * DARKER, DARKER_BY);
      if (data[y * width + x]! < least) dark[y * width + x] = 1;
    }
  }
  return dark;
}
