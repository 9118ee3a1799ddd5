/** Turns of a dialect that a server has counted, and the seconds that they took together. */
export interface TurnTimes {
  readonly count: number;
  readonly seconds: number;
}

/** Reads them from the server's metrics. */
export async function turnTimes(url: string, dialect: string): Promise<TurnTimes> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const read = (what: string) =>
    Number(
      new RegExp(`^parley_turn_duration_seconds_${what}\\{dialect="${dialect}".*?\\} (\\S+)$`, 'm').exec(
        text,
      )?.[1] ?? 0,
    );
  return { count: read('count'), seconds: read('sum') };
}
