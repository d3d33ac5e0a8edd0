// What a message of an Official Account may carry besides its words: choices as buttons, a form for name and number.

import type { Activity } from 'botbuilder-core';
import { menuOf, textsOf } from '../zalo-text.ts';

/** Zalo refuses what has more or longer ones, so they are then offered as numbers. */
const MOST_BUTTONS = 5;
const LONGEST_TITLE = 100;

export type RichSettings = {
  /** Null: choices are numbered. `templateType`: what the template calls itself, where Zalo wants to know. */
  buttons: Readonly<{ templateType: string | null }> | null;
  /** How the form for name and number looks; null: both are asked for in words. Title at most 100, subtitle 500 characters. */
  contactRequest: Readonly<{ title: string; subtitle: string; imageUrl: string }> | null;
};

/** One message: `text` says all of it in words; `rich` says the same with an attachment, where there is one. */
export type ZaloMessage = { text: string; rich: Rich | null };
export type Rich = { kind: 'buttons' | 'contact'; text: string; attachment: object };

/** The messages of an activity; only the last carries anything. */
export function messagesOf(activity: Partial<Activity>, settings: RichSettings): ZaloMessage[] {
  const texts = textsOf(activity);
  return texts.map((text, at) => ({
    text,
    rich:
      at < texts.length - 1
        ? null
        : (contactOf(activity, text, settings) ?? buttonsOf(activity, text, settings)),
  }));
}

/** What else is to choose from stays in the words: the form has no buttons. */
function contactOf({ channelData }: Partial<Activity>, text: string, settings: RichSettings): Rich | null {
  const { contactRequest: form } = settings;
  const data: { asksContact?: boolean } | undefined = channelData;
  if (form === null || !data?.asksContact) return null;
  const element = { title: form.title, subtitle: form.subtitle, image_url: form.imageUrl };
  return {
    kind: 'contact',
    text,
    attachment: template({ template_type: 'request_user_info', elements: [element] }),
  };
}

/** A tap sends the choice in the words of its title, as if typed. */
function buttonsOf(activity: Partial<Activity>, text: string, { buttons: shown }: RichSettings): Rich | null {
  const titles = (activity.suggestedActions?.actions ?? []).map(({ title }) => title.normalize('NFC').trim());
  const said = text.slice(0, text.length - menuOf(activity).trim().length).trim();
  const fit = titles.every((title) => title !== '' && Array.from(title).length <= LONGEST_TITLE);
  if (shown === null || titles.length === 0 || titles.length > MOST_BUTTONS || !fit || said === '')
    return null;
  const buttons = titles.map((title) => ({ title, type: 'oa.query.show', payload: title }));
  const { templateType } = shown;
  return {
    kind: 'buttons',
    text: said,
    attachment: template({ ...(templateType !== null && { template_type: templateType }), buttons }),
  };
}

function template(payload: object): object {
  return { type: 'template', payload };
}
