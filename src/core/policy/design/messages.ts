/** The sentences about designs. */
export const invalidLine = (number: number, line: string) =>
  `Line ${number} is not a pair: "${line}". Write the client, an arrow, the server, and ports if only these are meant: shop/web -> shop/api: 8080.`;
