const FIRST_BYTES = 64 * 1_024;

/**
 * Memory for one copy at a time, used again for the next: a fresh piece for every copy of an edition would keep
 * the garbage collector busier than everything else.
 */
export class CopyBuffer {
  private bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
  private length = 0;

  /** Begins a copy; the one before it is gone. */
  begin(): void {
    this.length = 0;
  }

  add(bytes: Uint8Array): void {
    this.provide(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  addText(text: string, encoding: 'utf8' | 'latin1' = 'utf8'): void {
    this.provide(text.length * (encoding === 'utf8' ? 3 : 1));
    this.length += this.bytes.write(text, this.length, encoding);
  }

  /** The copy; good until the next one is begun. */
  get copy(): Buffer {
    return this.bytes.subarray(0, this.length);
  }

  private provide(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(2 * (this.length + more));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }
}
