// The code of a procedure as sources write it.

export interface CodeAsRead {
  code: string;
  /** The source appended `-Xoa` ("deleted"). */
  withdrawn: boolean;
  asWritten: boolean;
}

/**
 * " 1.014325" → 1.014325; "1.001193.000.00.00.H48" → 1.001193; "1.014955-Xoa" → 1.014955, withdrawn. Codes are one
 * digit, a point and six digits; the portal has a few with seven or nine. Null when it is none of these.
 */
export function readCode(raw: string): CodeAsRead | null {
  const match = /^(\d\.\d{6,9})(?:(?:\.\d{2,3}){2,3}\.H\d{2})?(-Xoa)?$/i.exec(
    raw.normalize('NFKC').replace(/[\s\p{Cf}]/gu, ''),
  );
  const code = match?.[1];
  return code === undefined ? null : { code, withdrawn: match?.[2] !== undefined, asWritten: code === raw };
}
