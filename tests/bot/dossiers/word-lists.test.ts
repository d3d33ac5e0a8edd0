// The tables about dossiers, walked whole: ten statuses, and commands that are found in themselves.

import { describe, expect, it } from 'vitest';
import { DOSSIER_COMMANDS, dossierCommand, parseDossierCommands } from '../../../bot/dossiers/commands.ts';
import { dossierReplies } from '../../../bot/dossiers/replies.ts';
import { DOSSIER_STATUSES, dossierStatus, parseDossierStatuses } from '../../../bot/dossiers/statuses.ts';

describe('the statuses', () => {
  it('are ten, each with sentences of its own in NFC', () => {
    expect(DOSSIER_STATUSES.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    for (const { name, sentence, next } of DOSSIER_STATUSES)
      for (const text of [name, sentence, next]) {
        expect(text).toBe(text.normalize('NFC').trim());
        expect(text).toMatch(/^\p{Lu}/u);
      }
    for (const { sentence, next } of DOSSIER_STATUSES)
      expect([sentence, next].join('\n')).toMatch(/\.\n.*\.$/);
    expect(new Set(DOSSIER_STATUSES.map(({ sentence }) => sentence)).size).toBe(10);
  });

  it('run while offices work on it, and pause while the citizen must act', () => {
    const numbers = (clock: string) =>
      DOSSIER_STATUSES.filter((one) => one.clock === clock).map(({ number }) => number);
    expect(numbers('running')).toEqual([2, 4]);
    expect(numbers('paused')).toEqual([5, 6]);
    expect(() => dossierStatus(11)).toThrow(RangeError);
  });

  it.each(['2\tMới\trunning\tCâu.\tViệc.', '1\tMới\twalking\tCâu.\tViệc.', '1\tMới\trunning\tCâu.'])(
    'refuse %j, naming its line',
    (line) => {
      expect(() => parseDossierStatuses(line)).toThrow('statuses.tsv line 1');
    },
  );
});

describe('the commands', () => {
  it('are each found in themselves', () => {
    for (const { command, phrase } of DOSSIER_COMMANDS)
      expect(dossierCommand(phrase.words.join(' ').replace('…', 'tui')), phrase.words.join(' ')).toBe(
        command,
      );
  });

  it('are what the buttons say', () => {
    const { follow, unfollow, another, reportLate } = dossierReplies;
    expect([follow, unfollow, another, reportLate].map(dossierCommand)).toEqual([
      'follow',
      'unfollow',
      'another',
      null,
    ]);
  });

  it.each(['watch\ttheo dõi', 'follow\t', 'follow'])('refuse %j, naming its line', (line) => {
    expect(() => parseDossierCommands(`follow\ttheo dõi hồ sơ\n${line}`)).toThrow('commands.tsv line 2');
  });
});
