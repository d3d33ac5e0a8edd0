// Looks into zip archives without trusting the sizes that they promise.

import { type UnzipFileInfo, unzipSync } from 'fflate';
import { UnreadableFile } from './unreadable-file.ts';

const LARGEST_PART = 100 * 1024 * 1024;

/** Names of the parts of a zip archive. Throws UnreadableFile when it is broken. */
export function partNames(path: string, archive: Uint8Array): string[] {
  const names: string[] = [];
  unzip(path, archive, ({ name, originalSize }) => {
    if (originalSize > LARGEST_PART) throw new UnreadableFile(path, `phần ${name} quá lớn`);
    names.push(name);
    return false;
  });
  return names;
}

/** One part as UTF-8 text. Throws UnreadableFile when it is not there or broken. */
export function partText(path: string, archive: Uint8Array, part: string): string {
  const content = unzip(path, archive, ({ name }) => name === part)[part];
  if (content === undefined) throw new UnreadableFile(path, `thiếu phần ${part}`);
  return new TextDecoder().decode(content);
}

function unzip(path: string, archive: Uint8Array, filter: (info: UnzipFileInfo) => boolean) {
  try {
    return unzipSync(archive, { filter });
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile(path, 'tệp bị hỏng hoặc bị cắt ngang, hãy tải lại', error);
  }
}
