'use client';

import { OPTIONS, type BackupOptions, type OptionName } from '@coursekeep/backup-engine/model';
import type { NewBackupState } from '../actions/backup';
import type { CourseRights } from '../data/views';
import { duration, size } from '../text/format';
import { useWords } from '../text/text-provider';
import type { Estimate } from '../view/estimate';
import {
  choiceOf,
  firstChoice,
  isAllowed,
  optionsFromForm,
  presetNames,
  presets,
  settle,
  type Choice,
} from '../view/presets';
import { ChoiceCard } from './choice-card';
import { OptionRow } from './option-row';
import { buttonLook, card } from './ui/classes';
import { Notice } from './ui/notice';
import { SubmitButton } from './ui/submit-button';
import { useFormAction } from './use-form-action';
import Link from 'next/link';
import { useState } from 'react';

/** The choice of what goes into a backup. Without script the chosen preset counts, or with *Choose exactly* the boxes;
 *  with script both always show the same. */
export function NewBackupForm({
  action,
  courseAddress,
  may,
  wanted,
  estimates,
}: {
  action: (before: NewBackupState, form: FormData) => Promise<NewBackupState>;
  courseAddress: string;
  may: CourseRights;
  /** What it begins with, where that was said. */
  wanted: BackupOptions | null;
  estimates: { readonly withPeople: Estimate | null; readonly contentOnly: Estimate | null };
}) {
  const { newBackup: text, problems, locale } = useWords();
  const [problem, submit] = useFormAction(action, null, (form) => ({
    message: `${problems.unreachable.title}. ${problems.unreachable.help}`,
    options: optionsFromForm(form),
  }));
  const [options, setOptions] = useState(problem?.options ?? wanted ?? presets[firstChoice(may)]);
  const [choice, setChoice] = useState<Choice>(choiceOf(options));
  const [listed, setListed] = useState(choice === 'exact');

  function choose(chosen: Choice): void {
    setChoice(chosen);
    if (chosen === 'exact') setListed(true);
    else setOptions(presets[chosen]);
  }

  function setOption(name: OptionName, on: boolean): void {
    const changed = settle({ ...options, [name]: on ? 1 : 0 });
    setOptions(changed);
    setChoice(choiceOf(changed));
  }

  function estimateText(): string {
    const estimate = options.users ? estimates.withPeople : estimates.contentOnly;
    if (!estimate) return text.noEstimate;
    const bytes = size(estimate.bytes, locale);
    return options.logs ? text.estimateWithLogs(bytes) : text.estimate(bytes, duration(estimate.seconds, locale));
  }

  return (
    <form
      action={submit}
      // React empties a form after its action; here the choice stays, above all after a refusal.
      onReset={(event) => event.preventDefault()}
    >
      <fieldset>
        <legend className="sr-only">{text.choices}</legend>
        <div className="grid gap-3 md:grid-cols-2">
          {presetNames.map((name) => (
            <ChoiceCard
              key={name}
              value={name}
              title={text.presets[name].title}
              badge={name === firstChoice(may) ? text.recommended : undefined}
              text={text.presets[name].text}
              contains={text.presets[name].contains}
              checked={choice === name}
              disabled={!isAllowed(name, may)}
              onChoose={choose}
            />
          ))}
          {may.configure ? (
            <div className={`${card} md:col-span-2 has-[[value=exact]:checked]:border-accent`}>
              <ChoiceCard
                value="exact"
                title={text.exact.title}
                text={text.exact.text}
                checked={choice === 'exact'}
                onChoose={choose}
                framed={false}
              />
              <details
                className="border-t border-line"
                open={listed}
                onToggle={(event) => setListed(event.currentTarget.open)}
              >
                <summary className="px-5 py-3 text-sm text-quiet hover:text-ink">{text.optionsTitle}</summary>
                <div className="grid gap-x-8 gap-y-1 px-5 pb-5 md:grid-cols-2">
                  {OPTIONS.map((option) => (
                    <OptionRow
                      key={option.name}
                      option={option}
                      on={options[option.name] === 1}
                      available={option.name !== 'users' || may.userinfo}
                      effective={!option.needs || options[option.needs] === 1}
                      onChange={setOption}
                    />
                  ))}
                </div>
              </details>
            </div>
          ) : null}
        </div>
      </fieldset>
      {may.userinfo ? null : <p className="mt-3 text-quiet">{text.noUserinfo}</p>}
      {may.configure ? null : <p className="mt-3 text-quiet">{text.noConfigure}</p>}
      <div className={`${card} sticky bottom-4 mt-6 flex flex-wrap items-center gap-x-6 gap-y-3 p-4 shadow-sm sm:px-5`}>
        {problem ? (
          <div className="basis-full">
            <Notice tone="bad" role="alert">
              {problem.message}
            </Notice>
          </div>
        ) : null}
        <p className="grow basis-64 text-pretty">
          <output className="block">{estimateText()}</output>
          <span className="block text-sm text-quiet max-sm:hidden">{text.unchanged}</span>
        </p>
        <div className="flex grow flex-wrap gap-3 *:grow sm:grow-0">
          <Link href={courseAddress} className={buttonLook.plain}>
            {text.cancel}
          </Link>
          <SubmitButton pending={text.starting}>{text.start}</SubmitButton>
        </div>
      </div>
    </form>
  );
}
