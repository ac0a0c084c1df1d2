import { completeOptions, OPTION_NAMES, type BackupOptions, type OptionName } from '@coursekeep/backup-engine/model';
import {
  choiceOf,
  firstChoice,
  isAllowed,
  optionsFromForm,
  optionsOfWord,
  presetNames,
  presets,
  settle,
  wordOfOptions,
} from './presets';
import fc from 'fast-check';

const anyOptions = fc.record(
  Object.fromEntries(OPTION_NAMES.map((name) => [name, fc.constantFrom<0 | 1>(0, 1)])) as Record<
    OptionName,
    fc.Arbitrary<0 | 1>
  >,
);

function formOf(choice: string, options?: BackupOptions): FormData {
  const form = new FormData();
  form.set('choice', choice);
  for (const name of OPTION_NAMES) if (options?.[name]) form.set(`option.${name}`, 'on');
  return form;
}

describe('what goes into a backup', () => {
  it('has presets that differ, and that need no settling', () => {
    for (const name of presetNames) {
      expect(choiceOf(presets[name])).toBe(name);
      expect(settle(presets[name])).toEqual(presets[name]);
    }
  });

  it('is read from a form: its preset whatever the boxes say', () => {
    fc.assert(
      fc.property(anyOptions, fc.constantFrom(...presetNames), (options, name) => {
        expect(optionsFromForm(formOf(name, options))).toEqual(presets[name]);
      }),
    );
  });

  it('is read from a form: its boxes, without what has no effect', () => {
    fc.assert(
      fc.property(anyOptions, (options) => {
        const read = optionsFromForm(formOf('exact', options));
        expect(read).toEqual(settle(options));
        if (!options.users) expect([read.logs, read.comments, read.grade_histories]).toEqual([0, 0, 0]);
      }),
    );
  });

  it('is one word in an address, both ways, and never more than one may have', () => {
    const all = { userinfo: true, configure: true };
    fc.assert(
      fc.property(anyOptions.map(settle), (options) => {
        expect(optionsOfWord(wordOfOptions(options), all)).toEqual(options);
      }),
    );
    expect(wordOfOptions(presets.archive)).toBe('archive');
    expect(optionsOfWord('users-logs', { ...all, userinfo: false })).toBeNull();
    expect(optionsOfWord('template', { userinfo: true, configure: false })).toBeNull();
    expect(optionsOfWord('content', { userinfo: false, configure: false })).toEqual(presets.content);
  });

  it('offers people only to those who may have their data', () => {
    const all = { userinfo: true, configure: true };
    expect(presetNames.filter((name) => isAllowed(name, all))).toEqual(presetNames);
    expect(presetNames.filter((name) => isAllowed(name, { ...all, userinfo: false }))).toEqual(['content', 'template']);
    expect(presetNames.filter((name) => isAllowed(name, { userinfo: false, configure: false }))).toEqual(['content']);
    expect(firstChoice(all)).toBe('work');
    expect(firstChoice({ userinfo: false, configure: true })).toBe('content');
  });

  // The service refuses any option but the defaults to who may not choose.
  it('offers only the defaults to those who may not choose, people or not', () => {
    const may = { userinfo: true, configure: false };
    expect(presetNames.filter((name) => isAllowed(name, may))).toEqual(['content']);
    expect(presets.content).toEqual(completeOptions({}));
    expect(firstChoice(may)).toBe('content');
  });
});
