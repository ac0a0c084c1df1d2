'use client';

import { useId } from 'react';
import type { Choice } from '../view/presets';
import { card } from './ui/classes';

/** A radio button as a card: what it is for, and what the backup will contain. */
export function ChoiceCard({
  value,
  title,
  badge,
  text,
  contains,
  checked,
  disabled = false,
  framed = true,
  onChoose,
}: {
  value: Choice;
  title: string;
  badge?: string;
  text: string;
  contains?: string;
  checked: boolean;
  disabled?: boolean;
  framed?: boolean;
  onChoose: (value: Choice) => void;
}) {
  const id = useId();
  const frame = `${card} has-checked:border-accent has-checked:bg-accent-soft has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-accent`;
  return (
    <label
      className={`flex gap-3 p-5 ${framed ? frame : ''} ${disabled ? 'text-quiet' : 'cursor-pointer hover:border-edge'}`}
    >
      <input
        type="radio"
        name="choice"
        value={value}
        checked={checked}
        disabled={disabled}
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-text`}
        onChange={() => onChoose(value)}
        className={`mt-1 size-4 shrink-0 accent-accent ${framed ? 'outline-none' : ''}`}
      />
      <span className="min-w-0">
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span id={`${id}-title`} className="font-semibold">
            {title}
          </span>
          {badge ? (
            <span className="rounded-full border border-accent/40 px-2 text-sm text-accent">{badge}</span>
          ) : null}
        </span>
        <span id={`${id}-text`} className="block">
          {text}
          {contains ? <span className="mt-1 block text-sm text-quiet">{contains}</span> : null}
        </span>
      </span>
    </label>
  );
}
