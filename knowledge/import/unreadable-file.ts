// The error for a file that cannot be imported at all.

/** Nothing of the file was used. The message is Vietnamese and names the file; it is meant for the officer who imports. */
export class UnreadableFile extends Error {
  constructor(path: string, reason: string, cause?: unknown) {
    super(`Không đọc được tệp ${path}: ${reason}.`, { cause });
    this.name = 'UnreadableFile';
  }
}
