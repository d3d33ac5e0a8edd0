// How a complaint being written changes by what the citizen says: filled, answered, corrected.

import { readPhone } from '../phone.ts';
import type { Category } from '../understand.ts';
import type { Correction } from './correction.ts';
import type { ComplaintForm } from './form.ts';
import { answerWhen, answerWhere, readComplaint } from './reading.ts';

/** Characters of a matter: what an officer reads in one go. */
const LONGEST_MATTER = 8_000;

/** Takes from free words what is not known yet; what was said before stays. */
export function fill(form: ComplaintForm, text: string, matter: Category): void {
  const read = readComplaint(text);
  const tells = form.what === null && (read.tellsMatter || (form.step === 'what' && read.hints));
  if (tells || form.what === null) form.category = read.hints ? matter : 'other';
  if (tells) form.what = text.trim();
  form.where ??= read.where;
  form.when ??= read.when;
  form.dossierCode ??= read.dossierCode;
  form.urgent ||= read.urgent;
  form.anonymous ||= read.anonymous;
  if (!form.anonymous) form.phone ??= read.phone;
}

/** Takes the answer to a question about one part, and what else it tells. */
export function answer(form: ComplaintForm, part: 'where' | 'when', text: string): void {
  form[part] = part === 'where' ? answerWhere(text) : answerWhen(text);
  const { where, when, dossierCode, urgent } = readComplaint(text);
  form.where ??= where;
  form.when ??= when;
  form.dossierCode ??= dossierCode;
  form.urgent ||= urgent;
}

/** Puts the new value in place of the old; false when it is no value for that part. */
export function correct(form: ComplaintForm, { part, value }: Correction): boolean {
  if (part === 'dossier') {
    const { dossierCode } = readComplaint(value);
    if (dossierCode !== null) form.dossierCode = dossierCode;
    return dossierCode !== null;
  }
  if (part === 'phone') {
    const phone = readPhone(value);
    if (phone !== null) Object.assign(form, { phone, anonymous: false });
    return phone !== null;
  }
  form[part] = part === 'when' ? answerWhen(value) : part === 'where' ? answerWhere(value) : value;
  return true;
}

/** Adds to the matter what is said once everything is there; false, with nothing changed, when it would become too long. */
export function addDetail(form: ComplaintForm, text: string): boolean {
  const what = form.what === null ? text.trim() : `${form.what}\n${text.trim()}`;
  if (what.length > LONGEST_MATTER) return false;
  form.what = what;
  form.urgent ||= readComplaint(text).urgent;
  return true;
}
