// What a complaint by phone needs beyond the question, in the order in which one asks.
/** @jsxImportSource react */

import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { hotline } from '../texts/hotline.ts';
import { words } from '../texts/words.ts';
import { AgencySelect } from '../ticket/agency-select.tsx';
import { type Call, whatOf } from './call.ts';

const texts = hotline.log;

export function ComplaintFields({ call, onChange }: { call: Call; onChange(part: Partial<Call>): void }) {
  return (
    <>
      <Textarea
        label={texts.what}
        description={texts.whatMore}
        autosize
        minRows={3}
        maxRows={8}
        value={whatOf(call)}
        onChange={(event) => onChange({ what: event.currentTarget.value })}
      />
      <div className="pair">
        <NativeSelect
          label={texts.category}
          value={call.category}
          data={Object.entries(words.category).map(([value, label]) => ({ value, label }))}
          onChange={(event) => onChange({ category: event.currentTarget.value })}
        />
        <AgencySelect
          label={texts.agency}
          none={texts.noAgency}
          value={call.agencyId}
          onChange={(agencyId) => onChange({ agencyId })}
        />
        <TextInput
          label={texts.where}
          autoComplete="off"
          maxLength={500}
          value={call.where}
          onChange={(event) => onChange({ where: event.currentTarget.value })}
        />
        <TextInput
          label={texts.when}
          autoComplete="off"
          maxLength={200}
          value={call.when}
          onChange={(event) => onChange({ when: event.currentTarget.value })}
        />
        <TextInput
          label={texts.dossier}
          autoComplete="off"
          maxLength={60}
          value={call.dossierCode}
          onChange={(event) => onChange({ dossierCode: event.currentTarget.value })}
        />
        <TextInput
          label={texts.name}
          autoComplete="off"
          maxLength={100}
          disabled={call.anonymous}
          value={call.anonymous ? '' : call.name}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
      </div>
      <Checkbox
        label={texts.urgent}
        checked={call.urgent}
        onChange={(event) => onChange({ urgent: event.currentTarget.checked })}
      />
      <Checkbox
        label={texts.anonymous}
        description={texts.anonymousMore}
        checked={call.anonymous}
        onChange={(event) => onChange({ anonymous: event.currentTarget.checked })}
      />
    </>
  );
}
