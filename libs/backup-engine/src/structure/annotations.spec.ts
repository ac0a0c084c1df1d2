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

  describe('give users as Moodle’s database does', () => {
    const usersOf = (readAsItGrew: ((size: number) => boolean) | null) => {
      const annotations = new Annotations(readAsItGrew);
      const note = (task: string, ids: number[], late = false) =>
        ids.forEach((id) => annotations.note(task, 'user', id, late));
      note('course/', [7, 3]);
      note('course/', [8, 6], true);
      note('a/', [9, 2, 3]);
      annotations.note('a/', 'file', '2', false);
      annotations.note('a/', 'question', '4', false);
      for (const task of ['course/', 'a/']) annotations.settle(task);
      annotations.note('', 'userfinal', '1', false);
      annotations.note('', 'file', '9', false);
      return annotations.usersAsRead('');
    };

    it('ascending', () => {
      for (const order of [null, () => false]) expect(usersOf(order)).toEqual([1, 2, 3, 6, 7, 8, 9]);
    });

    it('as they came, task by task', () => {
      expect(usersOf(() => true)).toEqual([7, 3, 8, 6, 9, 2, 1]);
    });

    it('as they came since the list, of ids of all kinds, has a size', () => {
      expect(usersOf((size) => size >= 9)).toEqual([3, 7, 8, 6, 9, 2, 1]);
      expect(usersOf((size) => size >= 10)).toEqual([3, 7, 2, 6, 8, 9, 1]);
      expect(usersOf((size) => size >= 11)).toEqual([1, 2, 3, 6, 7, 8, 9]);
    });
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
