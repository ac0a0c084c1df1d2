import { CircleAlert, CircleCheck, Info } from 'lucide-react';
import type { ReactNode } from 'react';

const looks = {
  info: { box: 'border-line bg-sunken', icon: 'text-quiet', Icon: Info },
  good: { box: 'border-safe/30 bg-safe-soft', icon: 'text-safe', Icon: CircleCheck },
  bad: { box: 'border-danger/30 bg-danger-soft', icon: 'text-danger', Icon: CircleAlert },
} as const;

/** A remark in the flow of a page. `role` where it has to be read out when it appears. */
export function Notice({
  tone,
  role,
  children,
}: {
  tone: keyof typeof looks;
  role?: 'alert' | 'status';
  children: ReactNode;
}) {
  const { box, icon, Icon } = looks[tone];
  return (
    <div role={role} className={`appears flex gap-3 rounded-lg border px-4 py-3 ${box}`}>
      <Icon aria-hidden className={`mt-0.5 size-5 shrink-0 ${icon}`} />
      <div className="min-w-0 grow">{children}</div>
    </div>
  );
}
