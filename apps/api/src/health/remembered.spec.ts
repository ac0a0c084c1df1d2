import { Remembered } from './remembered';

/** A look whose time is told by hand, and that counts how often it was made. */
function counted(milliseconds: number) {
  let now = 0;
  let looks = 0;
  const remembered = new Remembered(
    async () => ++looks,
    milliseconds,
    () => now,
  );
  return { remembered, pass: (time: number) => void (now += time) };
}

describe('what is remembered', () => {
  it('is looked at once by all who ask together', async () => {
    const { remembered } = counted(1000);
    expect(await Promise.all([remembered.get(), remembered.get(), remembered.get()])).toEqual([1, 1, 1]);
  });

  it('holds for its time and no longer', async () => {
    const { remembered, pass } = counted(1000);
    expect(await remembered.get()).toBe(1);
    pass(999);
    expect(await remembered.get()).toBe(1);
    pass(1);
    expect(await remembered.get()).toBe(2);
  });

  it('is nothing where the look failed', async () => {
    let fails = true;
    const remembered = new Remembered(
      async () => {
        if (fails) throw new Error('no');
        return 'yes';
      },
      1000,
      () => 0,
    );
    await expect(remembered.get()).rejects.toThrow('no');
    fails = false;
    expect(await remembered.get()).toBe('yes');
  });
});
