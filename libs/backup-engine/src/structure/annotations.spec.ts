import { Annotations } from './annotations';

describe('annotations', () => {
  const listed = (annotations: Annotations, task: string) => Object.fromEntries(annotations.settle(task));

  it('list a task’s own ids, each once, and make them final once', () => {
    const annotations = new Annotations();
    for (const user of ['3', '2', '3']) annotations.note('a/', 'user', user, false);
    annotations.note('b/', 'user', '2', false);
    expect(listed(annotations, 'a/')).toEqual({ user: [2, 3] });
    expect(listed(annotations, 'b/')).toEqual({ user: [2] });
    expect(annotations.finalIds('userfinal')).toEqual([2, 3]);
  });

  it('of documents after the inforef show in the next task’s', () => {
    const annotations = new Annotations();
    annotations.note('course/', 'user', '9', true);
    annotations.note('course/', 'user', '1', false);
    annotations.note('section/', 'file', 5, false);
    expect(listed(annotations, 'course/')).toEqual({ user: [1] });
    expect(listed(annotations, 'section/')).toEqual({ user: [9], file: [5] });
  });

  it('of documents after the last inforef become final all the same', () => {
    const annotations = new Annotations();
    annotations.note('a/', 'user', '9', true);
    expect(listed(annotations, 'a/')).toEqual({});
    expect(annotations.finalIds('userfinal')).toEqual([]);
    annotations.note('', 'file', 7, false);
    annotations.settleFinal('');
    expect([annotations.finalIds('userfinal'), annotations.finalIds('filefinal')]).toEqual([[9], [7]]);
  });

  it('under a final name are in no inforef', () => {
    const annotations = new Annotations();
    annotations.note('a/', 'userfinal', '4', false);
    expect(listed(annotations, 'a/')).toEqual({});
    expect(annotations.isFinal('userfinal', 4)).toBe(true);
  });

  it('tell which users earlier tasks brought in, and how many ids of all kinds there are', () => {
    const annotations = new Annotations();
    for (const user of ['7', '3']) annotations.note('course/', 'user', user, false);
    for (const user of ['9', '2', '3']) annotations.note('a/', 'user', user, false);
    annotations.note('a/', 'file', '2', false);
    annotations.note('a/', 'question', '4', false);
    for (const task of ['course/', 'a/']) annotations.settle(task);
    annotations.note('', 'userfinal', '1', false);
    expect([...annotations.usersInOrderOfTasks()]).toEqual([3, 7, 2, 9, 1]);
    expect(annotations.size()).toBe(7);
  });

  it('ignore what is no id, and take a negative grade for a scale', () => {
    const annotations = new Annotations();
    for (const value of [null, '', '0', '-3', 'x']) annotations.note('a/', 'user', value, false);
    for (const value of ['-5', '100', '0', null]) annotations.note('a/', 'scale', value, false);
    expect(listed(annotations, 'a/')).toEqual({ scale: [5] });
  });

  it('come in the fixed order of their kinds', () => {
    const annotations = new Annotations();
    for (const item of ['question_category', 'file', 'group', 'grouping', 'user'] as const) {
      annotations.note('a/', item, '1', false);
    }
    expect([...annotations.settle('a/').keys()]).toEqual(['user', 'grouping', 'group', 'file', 'question_category']);
  });
});
