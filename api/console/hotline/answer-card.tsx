// What to read to the caller: the answer in spoken words, the details as rows, the source.
/** @jsxImportSource react */

import { Button, Paper } from '@mantine/core';
import type { HotlineAnswer } from '../client/shapes.ts';
import { Icon } from '../parts/icons.tsx';
import { hotline } from '../texts/hotline.ts';
import { shell } from '../texts/shell.ts';

const texts = hotline.answer;

export function AnswerCard({
  answer,
  searching,
  onChoose,
}: {
  answer: HotlineAnswer | null;
  searching: boolean;
  onChoose(code: string): void;
}) {
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="answer-title" aria-busy={searching}>
      <div className="section-head">
        <h2 id="answer-title">{texts.title}</h2>
        <span className="dim small">{searching ? texts.searching : ''}</span>
      </div>
      <div aria-live="polite">
        {answer === null ? (
          <p className="dim">{texts.waiting}</p>
        ) : (
          <>
            {answer.procedure && <p className="answer-procedure">{answer.procedure.title}</p>}
            <p className="spoken">
              <Icon name="speak" />
              <span>{answer.spoken}</span>
            </p>
          </>
        )}
      </div>
      {answer && answer.choices.length > 0 && (
        <fieldset className="choices">
          <legend>{texts.choices}</legend>
          {answer.choices.map(({ code, title }) => (
            <Button key={code} variant="default" size="xs" onClick={() => onChoose(code)}>
              {title}
            </Button>
          ))}
        </fieldset>
      )}
      {answer && answer.facts.length > 0 && (
        <dl className="facts" aria-label={texts.facts}>
          {answer.facts.map(({ facet, label, text }) => (
            <div key={facet + label}>
              <dt>{label}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
      {answer?.source && (
        <p className="dim small">
          {texts.source}: {answer.source}{' '}
          {answer.procedure?.url && (
            <a href={answer.procedure.url} target="_blank" rel="noopener noreferrer">
              {texts.open} <span className="hidden">{shell.newTab}</span>
            </a>
          )}
        </p>
      )}
    </Paper>
  );
}
