// Hands a file that was made for the officer to the browser, which saves it.

export function saveFile(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has begun to read by the next turn of its loop, and not surely before.
  window.setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
