// Putting the call on record: as a question, or as the complaint of the caller.
/** @jsxImportSource react */

import { Button, Paper, SegmentedControl, Textarea } from '@mantine/core';
import type { Refusal } from '../client/client.ts';
import type { HotlineAnswer } from '../client/shapes.ts';
import { Failure } from '../parts/failure.tsx';
import { hotline } from '../texts/hotline.ts';
import { type Call, isComplete, toldOf } from './call.ts';
import { ComplaintFields } from './complaint-fields.tsx';

const texts = hotline.log;

export function CallForm({
  call,
  answer,
  pending,
  refusal,
  onChange,
  onSave,
  onClear,
}: {
  call: Call;
  answer: HotlineAnswer | null;
  pending: boolean;
  refusal: Refusal | null;
  onChange(part: Partial<Call>): void;
  onSave(): void;
  onClear(): void;
}) {
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="log-title" className="form">
      <h2 id="log-title">{texts.title}</h2>
      <SegmentedControl
        aria-label={texts.kind}
        fullWidth
        value={call.kind}
        data={Object.entries(texts.kinds).map(([value, label]) => ({ value, label }))}
        onChange={(kind) => onChange({ kind: kind as Call['kind'] })}
      />
      {call.kind === 'complaint' && <ComplaintFields call={call} onChange={onChange} />}
      <Textarea
        label={texts.told}
        description={texts.toldMore}
        autosize
        minRows={2}
        maxRows={8}
        value={toldOf(call, answer)}
        onChange={(event) => onChange({ told: event.currentTarget.value })}
      />
      <Failure of={refusal} />
      <div className="form-actions">
        <Button variant="default" onClick={onClear}>
          {texts.clear}
        </Button>
        <Button loading={pending} disabled={!isComplete(call, answer)} onClick={onSave}>
          {texts.save[call.kind]}
        </Button>
      </div>
    </Paper>
  );
}
