// Every reason for which a model's answer was not used whole has words in the console.

import { expect, it } from 'vitest';
import { copilot } from '../../api/console/texts/copilot.ts';
import { modelTurns } from '../../api/console/texts/model-turns.ts';
import { FAULTS } from '../../api/copilot/checking.ts';
import { MODEL_MODES } from '../../knowledge/language-model/consult.ts';
import { MODEL_OUTCOMES } from '../../knowledge/language-model/judged.ts';
import { MODEL_FAILURES } from '../../knowledge/language-model/model-failed.ts';
import { DRAFTS, PROMPTS } from '../../knowledge/language-model/prompts.ts';

const OF_THE_CHECKS = ['sign', 'claim', 'word', 'long', 'slots', 'shape', 'empty', 'ungrounded'];
const OF_THE_FORMS = ['none', 'out_of_range', 'same', 'number', 'too_long'];
const OF_THE_COPILOT = [...FAULTS, 'endless'];

it('is said in Vietnamese, and no reason is said that does not exist', () => {
  const reasons = new Set([...OF_THE_CHECKS, ...OF_THE_FORMS, ...OF_THE_COPILOT, ...MODEL_FAILURES]);
  expect(Object.keys(modelTurns.reasons).sort()).toEqual([...reasons].sort());
  expect(Object.keys(modelTurns.outcomes)).toEqual(['', ...MODEL_OUTCOMES]);
  expect(Object.keys(modelTurns.modes)).toEqual([...MODEL_MODES]);
  expect(Object.keys(modelTurns.purposes).sort()).toEqual(['', ...PROMPTS].sort());
  expect(Object.keys(copilot.runs.purposes)).toEqual([...DRAFTS]);
});
