/** The options of a selection, in the order of their texts. The keys of the texts are the values. */
export function choicesFrom<Value extends string, Text extends object>(
  texts: Readonly<Record<Value, Text>>
): Array<Text & { value: Value }> {
  return (Object.keys(texts) as Value[]).map((value) => ({ ...texts[value], value }));
}
