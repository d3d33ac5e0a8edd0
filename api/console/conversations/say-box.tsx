// Where the officer writes to the citizen live: Enter sends, Shift+Enter is a new line.
/** @jsxImportSource react */

import { Button, Textarea } from '@mantine/core';
import { useKept } from '../client/kept.ts';
import { useChange } from '../client/reading.tsx';
import { Failure } from '../parts/failure.tsx';
import { conversations as texts } from '../texts/conversations.ts';
import { conversationAddress } from './address.ts';

export function SayBox({ id }: { id: string }) {
  const address = conversationAddress(id);
  const [text, setText] = useKept(`say.${id}`);
  const saying = useChange<string>({
    send: (client, said) => client.send('POST', `${address}/say`, { text: said }),
    refreshes: [address],
    onDone: () => setText(''),
  });

  function send(): void {
    if (text.trim() !== '' && !saying.isPending) saying.mutate(text.trim());
  }

  return (
    <form
      className="say-box"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Textarea
        aria-label={texts.field}
        placeholder={texts.placeholder}
        autosize
        minRows={2}
        maxRows={8}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          // Vietnamese input methods end a word with Enter; Safari says so only by keyCode 229.
          const composing = event.nativeEvent.isComposing || event.keyCode === 229;
          if (event.key !== 'Enter' || event.shiftKey || composing) return;
          event.preventDefault();
          send();
        }}
      />
      <Failure of={saying.error} />
      <Button type="submit" loading={saying.isPending} disabled={text.trim() === ''}>
        {texts.send}
      </Button>
    </form>
  );
}
