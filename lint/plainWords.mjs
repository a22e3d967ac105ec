import { habitsIn } from './habits.mjs';

/** Longer finds are shortened in messages. */
const MAX_FOUND = 60;

/** Attributes whose text people do not read. */
const CODE_ATTRIBUTES = /^(?:className|data-|href|id$|key$|name$|role$|type$)/;

/** Finds the habits of `habits.mjs` in what people read: strings of the code and Markdown. */
const noHabits = {
  meta: {
    type: 'suggestion',
    docs: { description: 'Disallow habits of language that readers stumble over' },
    schema: [
      {
        type: 'object',
        properties: { comments: { type: 'boolean', description: 'Also check comments. Default: false.' } },
        additionalProperties: false,
      },
    ],
    messages: { habit: '"{{found}}" ({{name}}). {{message}}' },
  },
  create(context) {
    return context.filename.endsWith('.md') ? inMarkdown(context) : inCode(context);
  },
};

/** The visitors of Markdown: blocks, because code, links and emphasis divide the text of a sentence. */
function inMarkdown(context) {
  const { sourceCode } = context;
  const check = (block) => {
    const { start, end } = block.position;
    const text = blanked(sourceCode.text.slice(start.offset, end.offset), start.offset, notProse(block));
    for (const { habit, index, found } of habitsIn(text.replace(/\n/g, ' '))) {
      const offset = start.offset + index;
      const loc = {
        start: sourceCode.getLocFromIndex(offset),
        end: sourceCode.getLocFromIndex(offset + found.length),
      };
      report(context, { loc }, habit, found);
    }
  };
  return { heading: check, paragraph: check, tableCell: check };
}

/** Ranges of a block that are not its prose: code, HTML, addresses of links, and marks. */
function notProse(node) {
  const { start, end } = node.position;
  if (node.type === 'inlineCode' || node.type === 'html') {
    return [{ start: start.offset, end: end.offset, isWord: node.type === 'inlineCode' }];
  }
  const children = node.children ?? [];
  const inner = children.flatMap(notProse);
  const [first, last] = [children[0], children.at(-1)];
  if (first === undefined || node.type === 'text') {
    return inner;
  }
  return [
    { start: start.offset, end: first.position.start.offset },
    ...inner,
    { start: last.position.end.offset, end: end.offset },
  ];
}

/** Replaces ranges by as many characters, so that places in the text stay the same. */
function blanked(text, offset, ranges) {
  return ranges.reduce((rest, { start, end, isWord }) => {
    const [from, to] = [start - offset, end - offset];
    return rest.slice(0, from) + (isWord ? 'X' : ' ').repeat(to - from) + rest.slice(to);
  }, text);
}

/** The visitors of code: strings, templates and texts of JSX. */
function inCode(context) {
  const { sourceCode } = context;
  const check = (node, text) => {
    if (/\p{L}{2}/u.test(text)) {
      habitsIn(text).forEach(({ habit, found }) => report(context, { node }, habit, found));
    }
  };
  return {
    Literal(node) {
      if (typeof node.value === 'string' && isText(node)) {
        check(node, node.value);
      }
    },
    TemplateLiteral(node) {
      check(node, node.quasis.map(({ value }) => value.cooked ?? value.raw).join('XX'));
    },
    JSXText(node) {
      check(node, node.value.replace(/\s+/g, ' '));
    },
    Program() {
      if (context.options[0]?.comments) {
        for (const comment of sourceCode.getAllComments()) {
          habitsIn(comment.value.replace(/^\s*\*+/gm, ' ').replace(/\s+/g, ' ')).forEach(({ habit, found }) =>
            report(context, { loc: comment.loc }, habit, found)
          );
        }
      }
    },
  };
}

/** Whether people may read a string: not a module, a key, a type, or a single word in lower case. */
function isText({ value, parent }) {
  const isCode =
    /^(?:Import|Export|TSLiteralType|TSExternalModuleReference)/.test(parent.type) ||
    (parent.type === 'JSXAttribute' && CODE_ATTRIBUTES.test(String(parent.name.name))) ||
    (parent.type === 'Property' && parent.key.value === value && parent.key.type === 'Literal') ||
    (parent.type === 'MemberExpression' && parent.computed) ||
    parent.type === 'TSEnumMember' ||
    (parent.type === 'BinaryExpression' && ['===', '!==', 'in'].includes(parent.operator)) ||
    parent.type === 'SwitchCase';
  return !isCode && !/^[a-z][\w.-]*$/.test(value);
}

function report(context, place, { name, message }, found) {
  const short = found.length > MAX_FOUND ? `${found.slice(0, MAX_FOUND)}…` : found;
  context.report({ ...place, messageId: 'habit', data: { found: short, name, message } });
}

export default { meta: { name: 'plain-words' }, rules: { 'no-habits': noHabits } };
