// The fixed replies in English, by the key of the Vietnamese one; what is not here is said in Vietnamese.

import type { Spoken } from '../knowledge/english.ts';
import { replies } from './replies.ts';
import type { Reply } from './reply.ts';
import { sayingOtherwise } from './said-otherwise.ts';

type InEnglish = {
  [Key in keyof typeof replies]?: (typeof replies)[Key] extends (part: string) => string
    ? (part: string) => string
    : (typeof replies)[Key] extends string
      ? string
      : never;
};

export const englishReplies: InEnglish = {
  cut: 'Your message was too long, so I have read only the beginning. If there is more, please send it in short sentences.',
  unreadable:
    'I could not read this. Please type your question in words, for example: “what papers do I need to register a birth”.',
  emergency: [
    '**If you are in danger, please call now:**',
    '- 113: police (fights, robbery, violence)',
    '- 114: fire and rescue (fire, flood, drowning, trapped)',
    '- 115: ambulance',
    'Say clearly where you are. I am a machine and cannot call for you.',
  ].join('\n'),
  distress: [
    'I am very sorry to read this. Please do not stay alone now: call someone close to you, or call **115** if you feel in danger.',
    'I am only a machine that answers about procedures, but there are real people who will listen. If you can, go to the nearest hospital or tell the police or an officer of your commune.',
  ].join('\n'),
  denunciation: [
    'This looks like a **denunciation** (tố cáo). To protect the person who reports, please **do not send more names or evidence** here.',
    'It is received by the head of the office that the person works for, the inspectorate, the citizen reception board or the police. The law on denunciations keeps the name of who reports secret.',
  ].join('\n'),
  formalAppeal: [
    'This is a **formal appeal** (khiếu nại) against a decision or act of an office.',
    'The first appeal goes to the office that made the decision. Please keep the decision and the day you received it, because there is a time limit. If you are unsure, ask the citizen reception board.',
  ].join('\n'),
  dossier:
    'I cannot look up an application here yet. Please use its code on the National Public Service Portal, or call the number on the receipt.',
  dossierCode: (code) => `The code that I read: **${code}**.`,
  handoff: 'I am a machine and may not understand everything. To reach a real person:',
  handoffPhone: (phone) => `- Telephone: ${phone}`,
  handoffAddress: (address) => `- Address: ${address}`,
  handoffHours: (hours) => `- Working hours: ${hours}`,
  handoffUnknown:
    '- Call the number on the receipt for your papers, or go to the one-stop office (bộ phận một cửa) of the commune or ward, or to the Public Administrative Service Center.',
  smalltalk:
    'Hello, I am an automatic assistant (AI) for administrative procedures. Ask me about papers, fees, where to apply or how long it takes.',
  thanks: 'You are welcome. Ask me whenever you need another procedure.',
  goodbye: 'Goodbye. Ask me whenever you need a procedure.',
  abuse:
    'I am sorry that I could not help. Please say what you need in one short sentence, or type “talk to a human” to reach a real person.',
  cancel: 'All right, I stop here. Write whenever you need something else.',
  outOfScope:
    'I cannot help with this. I only answer about administrative procedures: papers, where to apply, time, fees.',
  confirmNothing: 'All right. Which procedure do you want to ask about?',
  rejected: 'I am sorry, I understood you wrongly.',
  rejectedChoices: 'Is it one of these?',
  rejectedNothingElse: 'Please say in other words what you need, or ask for an officer.',
  human: 'Talk to a human',
  failed:
    'I am sorry, something went wrong and I could not answer. Please send your question again in a few minutes.',
};

const inEnglish = sayingOtherwise(replies, englishReplies);

/** The reply with its fixed sentences and buttons in the language; the rest stays as it is. */
export function inLanguage(spoken: Spoken, reply: Reply): Reply {
  if (spoken === 'vi') return reply;
  return { ...reply, text: inEnglish(reply.text), suggestions: reply.suggestions.map(inEnglish) };
}
