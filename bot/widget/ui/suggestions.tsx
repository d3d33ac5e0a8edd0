// The bot's suggestions as buttons with their whole text, gone once one is chosen.
import type { SuggestedAction } from '../client/activity.ts';
import { texts } from '../texts.ts';

export function Suggestions({
  actions,
  onChoose,
}: {
  actions: SuggestedAction[];
  onChoose(action: SuggestedAction): void;
}) {
  if (actions.length === 0) return null;
  return (
    <fieldset class="suggestions" aria-label={texts.suggestions}>
      {actions.map((action) => (
        <button type="button" key={action.title} onClick={() => onChoose(action)}>
          {action.title}
        </button>
      ))}
    </fieldset>
  );
}
