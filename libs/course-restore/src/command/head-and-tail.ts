/** Keeps the start and the end of a text of any length. */
export class HeadAndTail {
  private head = '';
  private tail = '';
  private left = 0;

  constructor(private readonly kept: number) {}

  add(text: string): void {
    const half = Math.floor(this.kept / 2);
    const forHead = text.slice(0, Math.max(0, half - this.head.length));
    this.head += forHead;
    this.tail += text.slice(forHead.length);
    if (this.tail.length <= half) return;
    this.left += this.tail.length - half;
    this.tail = this.tail.slice(-half);
  }

  get text(): string {
    return this.left === 0 ? this.head + this.tail : `${this.head}\n… ${this.left} characters …\n${this.tail}`;
  }
}
