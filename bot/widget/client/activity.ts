// The part of a Direct Line 3.0 activity that the widget sends and reads.

export interface SuggestedAction {
  type: string;
  title: string;
  value?: unknown;
}

export interface Activity {
  type: string;
  id?: string;
  timestamp?: string;
  text?: string;
  from?: { id?: string; role?: string; name?: string };
  /**
   * `takesFiles`: the bot says that files may be sent now; `streamId`: a part of an answer that is being written, or its
   * end; `easy`: the visitor wants easy words.
   */
  channelData?: { clientActivityID?: string; takesFiles?: boolean; streamId?: string; easy?: boolean };
  attachments?: { name?: string }[];
  suggestedActions?: { actions?: SuggestedAction[] };
}

/** A page of the conversation; a missing watermark means "keep the one you have". */
export interface ActivitySet {
  activities: Activity[];
  watermark?: string | null;
}
