// Where a conversation stands, at the server and in the console: ids are the channels' own, and may hold anything.

export const conversationAddress = (id: string): string => `/api/conversations/${encodeURIComponent(id)}`;

export const conversationPlace = (id: string): string => `/conversations/${encodeURIComponent(id)}`;

/** The id from the console's address, of which the router leaves encoded what could mean something there: `%3A`. */
export function idInPlace(part: string): string {
  return part.replace(/%(?:3B|2F|3F|3A|40|26|3D|2B|24|2C|23)/gi, (encoded) => decodeURIComponent(encoded));
}
