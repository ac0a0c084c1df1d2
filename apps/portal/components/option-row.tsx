'use client';

import type { OptionDefinition, OptionName } from '@coursekeep/backup-engine/model';
import { useWords } from '../text/text-provider';
import { useId } from 'react';

/** One of the ten options with its consequence. `available`: may the caller have it? `effective`: is what it needs on? */
export function OptionRow({
  option,
  on,
  available,
  effective,
  onChange,
}: {
  option: OptionDefinition;
  on: boolean;
  available: boolean;
  effective: boolean;
  onChange: (name: OptionName, on: boolean) => void;
}) {
  const id = useId();
  const text = useWords().newBackup;
  const { label, text: consequence } = text.options[option.name];
  const usable = available && effective;
  return (
    <label className={`flex gap-3 rounded-lg py-2 ${usable ? 'cursor-pointer' : 'text-quiet'}`}>
      <input
        type="checkbox"
        name={`option.${option.name}`}
        checked={on}
        disabled={!usable}
        aria-labelledby={`${id}-label`}
        aria-describedby={`${id}-text`}
        onChange={(event) => onChange(option.name, event.target.checked)}
        className="mt-1 size-4 shrink-0 accent-accent"
      />
      <span className="min-w-0">
        <span id={`${id}-label`} className="block">
          {label}
        </span>
        <span id={`${id}-text`} className="block text-sm text-quiet">
          {consequence}
          {option.needs ? ` ${text.needsPeople}` : ''}
        </span>
      </span>
    </label>
  );
}
