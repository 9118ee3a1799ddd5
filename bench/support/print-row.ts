/** Prints the cells of a table's row, set right, each at least as wide as `widths` says (14 where it does not). */
export const rowPrinter =
  (...widths: readonly number[]) =>
  (...cells: readonly (string | number)[]): void =>
    console.log(
      cells
        .map((cell, place) =>
          (typeof cell === 'number' ? cell.toFixed(1) : cell).padStart(widths[place] ?? 14),
        )
        .join(' '),
    );
