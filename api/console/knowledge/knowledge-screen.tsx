// What the assistant knows and does not know, part by part.
/** @jsxImportSource react */

import { useStaff } from '../client/session.ts';
import { Nothing } from '../parts/nothing.tsx';
import { Screen } from '../parts/screen.tsx';
import { LinkTabs } from '../parts/tabs.tsx';
import { knowledge as texts } from '../texts/knowledge.ts';
import { modelTurns } from '../texts/model-turns.ts';
import { shell } from '../texts/shell.ts';
import { Agencies } from './agencies.tsx';
import { CannedReplies } from './canned-replies.tsx';
import { CopilotRuns } from './copilot-runs.tsx';
import { Gaps } from './gaps.tsx';
import { Holidays } from './holidays.tsx';
import { ImportPart } from './imports.tsx';
import { ModelTurns } from './model-turns.tsx';
import { Procedure } from './procedure.tsx';
import { Procedures } from './procedures.tsx';
import { WordingPart } from './wording.tsx';

type Part = keyof typeof texts.parts;
const PARTS = Object.keys(texts.parts) as Part[];

export function KnowledgeScreen({ part, code }: { part: string; code: string | null }) {
  const staff = useStaff();
  const leads = staff.role === 'coordinator' || staff.role === 'administrator';
  return (
    <Screen title={texts.title}>
      <LinkTabs
        label={texts.label}
        tabs={PARTS.map((one) => ({
          href: `/knowledge/${one}`,
          label: texts.parts[one],
          current: one === part,
        }))}
      />
      {part === 'gaps' && <Gaps mayChange={leads} />}
      {part === 'procedures' &&
        (code === null ? <Procedures /> : <Procedure key={code} code={code} mayChange={leads} />)}
      {part === 'holidays' && <Holidays mayChange={staff.role === 'administrator'} />}
      {part === 'replies' && <CannedReplies mayChange={leads} />}
      {part === 'agencies' && <Agencies mayChange={staff.role === 'administrator'} />}
      {part === 'wording' && <WordingPart mayChange={staff.role === 'administrator'} />}
      {part === 'model' && (leads ? <ModelTurns /> : <Nothing title={modelTurns.leadersOnly} />)}
      {part === 'copilot' && (leads ? <CopilotRuns /> : <Nothing title={modelTurns.leadersOnly} />)}
      {part === 'imports' &&
        (staff.role === 'administrator' ? (
          <ImportPart />
        ) : (
          <Nothing title={texts.imports.administratorOnly} />
        ))}
      {!PARTS.includes(part as Part) && <Nothing title={shell.noPlace}>{shell.noPlaceMore}</Nothing>}
    </Screen>
  );
}
