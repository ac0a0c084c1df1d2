'use client';

import { Progress } from 'radix-ui';

/** A bar that fills to `share` (0 to 1). `label` names it for screen readers, `valueText` says how far it is. */
export function ProgressBar({ share, label, valueText }: { share: number; label: string; valueText: string }) {
  const value = Math.round(Math.min(1, Math.max(0, share)) * 100);
  return (
    <Progress.Root
      value={value}
      max={100}
      aria-label={label}
      getValueLabel={() => valueText}
      className="h-2.5 w-full overflow-hidden rounded-full bg-sunken"
    >
      <Progress.Indicator
        className="filling block h-full min-w-2.5 rounded-full bg-accent"
        style={{ inlineSize: `${value}%` }}
      />
    </Progress.Root>
  );
}
