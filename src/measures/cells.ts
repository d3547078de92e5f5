/** Numbers of one run, kept side by side so that the next run starts from zero with one stroke. */
export class Cells {
  private readonly blocks: { readonly cells: Float64Array; used: number }[] = [];

  /** So many cells, all zero. */
  take(length: number): Float64Array {
    let block = this.blocks.at(-1);
    if (block === undefined || block.cells.length - block.used < length) {
      block = { cells: new Float64Array(Math.max(512, length)), used: 0 };
      this.blocks.push(block);
    }
    block.used += length;
    return block.cells.subarray(block.used - length, block.used);
  }

  clear(): void {
    for (const { cells, used } of this.blocks) cells.fill(0, 0, used);
  }
}
