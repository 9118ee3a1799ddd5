/** Small numbers as people write them; each reader adds those that only it may meet. */
export const wordNumbers = {
  a: 1,
  an: 1,
  half: 0.5,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
} as const;

/** The same with the round numbers that lengths of time and amounts are told in. */
export const roundWordNumbers = {
  ...wordNumbers,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  ninety: 90,
} as const;
