'use client';

import { LoaderCircle, Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useTransition } from 'react';
import { useWords } from '../text/text-provider';
import { coursesAddress } from '../view/addresses';
import { filters, listAddress, listViewOf, orders, type CourseListView } from '../view/course-list';
import { buttonLook, field } from './ui/classes';

const TYPING_PAUSE_MS = 200;

/** Search, filter and order of the list of courses. All of it lives in the address; with script it applies as one types,
 *  without it is a plain form. */
export function CourseSearch({ view }: { view: CourseListView }) {
  const text = useWords().courses;
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  function apply(form: HTMLFormElement, pause: number): void {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const entered = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
      startTransition(() => router.replace(listAddress(listViewOf(entered)), { scroll: false }));
    }, pause);
  }

  return (
    <form
      role="search"
      action={coursesAddress}
      className="mb-4 flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        apply(event.currentTarget, 0);
      }}
    >
      <label className="min-w-56 grow basis-72">
        <span className="mb-1 block text-sm text-quiet">{text.search}</span>
        <span className="relative block">
          <span className="pointer-events-none absolute inset-y-0 start-3 flex items-center text-quiet">
            {pending ? (
              <LoaderCircle aria-hidden className="turning size-5" />
            ) : (
              <Search aria-hidden className="size-5" />
            )}
          </span>
          <input
            type="search"
            name="q"
            defaultValue={view.query}
            placeholder={text.searchHint}
            maxLength={200}
            className={`${field} ps-10!`}
            onChange={(event) => event.target.form && apply(event.target.form, TYPING_PAUSE_MS)}
          />
        </span>
      </label>
      <Choice
        name="show"
        label={text.show}
        value={view.show}
        choices={filters.map((filter) => [filter, text.filterNames[filter]])}
        onChange={(form) => apply(form, 0)}
      />
      <Choice
        name="sort"
        label={text.sort}
        value={view.sort}
        choices={orders.map((order) => [order, text.orderNames[order]])}
        onChange={(form) => apply(form, 0)}
      />
      <noscript>
        <button type="submit" className={buttonLook.plain}>
          {text.apply}
        </button>
      </noscript>
    </form>
  );
}

function Choice({
  name,
  label,
  value,
  choices,
  onChange,
}: {
  name: string;
  label: string;
  value: string;
  choices: readonly (readonly [string, string])[];
  onChange: (form: HTMLFormElement) => void;
}) {
  return (
    <label className="min-w-0 grow basis-32 sm:grow-0 sm:basis-auto">
      <span className="mb-1 block text-sm text-quiet">{label}</span>
      <select
        name={name}
        defaultValue={value}
        className={field}
        onChange={(event) => event.target.form && onChange(event.target.form)}
      >
        {choices.map(([choice, text]) => (
          <option key={choice} value={choice}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
