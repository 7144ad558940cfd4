// The small faults that are put into the code, each an edit of one piece of its text: what a hurried person would get wrong
// and a type checker would let pass. Wording is left alone (texts with a space, templates), since it is free to change.

import { parseAst } from 'rolldown/parseAst';

/** One fault: the piece of text, what stands there instead, and what kind of fault it is. */
export interface Mutant {
  start: number;
  end: number;
  replacement: string;
  operator: string;
  /** How the piece is switched: an expression by `?:`, a statement by `if`, a block by a `return` before it. */
  form: 'EXPRESSION' | 'STATEMENT' | 'BLOCK' | 'SHORTHAND';
}

interface Node {
  type: string;
  start: number;
  end: number;
  // biome-ignore lint/suspicious/noExplicitAny: the tree has some hundred kinds of nodes, and only a few fields of each are read
  [field: string]: any;
}

const COMPARISONS: Record<string, readonly string[]> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
};
/** Methods with a sibling that is easily taken for it. */
const SIBLINGS: Record<string, string> = {
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  some: 'every',
  every: 'some',
  min: 'max',
  max: 'min',
  toLowerCase: 'toUpperCase',
  toUpperCase: 'toLowerCase',
  indexOf: 'lastIndexOf',
  lastIndexOf: 'indexOf',
};
/** Methods that a careless person leaves out. */
const LEFT_OUT = new Set(['filter', 'sort', 'toSorted', 'reverse', 'toReversed', 'slice', 'trim', 'normalize', 'flat']);
const WRAPPERS = new Set(['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression', 'ParenthesizedExpression']);

export function mutantsOf(source: string): Mutant[] {
  const found: Mutant[] = [];
  const textOf = (node: Node) => source.slice(node.start, node.end);
  const add = (node: Node, operator: string, replacement: string, form: Mutant['form'] = 'EXPRESSION') =>
    found.push({ start: node.start, end: node.end, replacement, operator, form });

  const condition = (test: Node | null | undefined, isLoop: boolean) => {
    if (!test || test.type === 'Literal') return;
    if (!isLoop) add(test, 'condition', 'true');
    add(test, 'condition', 'false');
  };

  const body = (block: Node | null | undefined) => {
    if (block?.type !== 'BlockStatement' || block.body.length === 0) return;
    const [only] = block.body as Node[];
    const isAlone =
      block.body.length === 1 && (only?.type === 'ExpressionStatement' || only?.type === 'ThrowStatement');
    if (!isAlone) add(block, 'body', '{}', 'BLOCK');
  };

  const call = (node: Node) => {
    const callee = node.callee as Node;
    if (callee.type !== 'MemberExpression' || callee.computed || callee.optional || node.optional) return;
    const method = callee.property.name as string;
    if (Object.hasOwn(SIBLINGS, method)) {
      const { start, end } = callee.property as Node;
      add(node, 'method', source.slice(node.start, start) + SIBLINGS[method] + source.slice(end, node.end));
    }
    if (LEFT_OUT.has(method)) add(node, 'method', textOf(callee.object));
  };

  const isText = (node: Node) =>
    node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node.value === 'string');

  const own = (node: Node) => {
    switch (node.type) {
      case 'IfStatement':
      case 'ConditionalExpression':
        return condition(node.test, false);
      case 'WhileStatement':
      case 'DoWhileStatement':
      case 'ForStatement':
        return condition(node.test, true);
      case 'BinaryExpression': {
        if (node.operator === '+' && (isText(node.left) || isText(node.right))) return;
        for (const other of COMPARISONS[node.operator] ?? [])
          add(node, 'operator', `(${textOf(node.left)}) ${other} (${textOf(node.right)})`);
        return;
      }
      case 'LogicalExpression': {
        const [left, right] = [textOf(node.left), textOf(node.right)];
        if (node.operator === '??') {
          add(node, 'fallback', left);
          add(node, 'fallback', right);
        } else add(node, 'operator', `(${left}) ${node.operator === '&&' ? '||' : '&&'} (${right})`);
        return;
      }
      case 'UnaryExpression':
        if (node.operator === '!' || node.operator === '-') add(node, 'operator', textOf(node.argument));
        return;
      case 'UpdateExpression': {
        const other = node.operator === '++' ? '--' : '++';
        add(node, 'operator', node.prefix ? other + textOf(node.argument) : textOf(node.argument) + other);
        return;
      }
      case 'AssignmentExpression':
        if (node.operator === '+=' || node.operator === '-=')
          add(node, 'operator', `${textOf(node.left)} ${node.operator === '+=' ? '-=' : '+='} ${textOf(node.right)}`);
        return;
      case 'Literal':
        if (typeof node.value === 'boolean') add(node, 'literal', String(!node.value));
        if (typeof node.value === 'string' && node.value !== '' && !node.value.includes(' '))
          add(node, 'literal', `''`);
        return;
      case 'ArrayExpression':
        if (node.elements.length > 0) add(node, 'literal', '[]');
        return;
      case 'ObjectExpression':
        if (node.properties.length > 0) add(node, 'literal', '{}');
        return;
      case 'SpreadElement':
        return;
      case 'ExpressionStatement':
        if (
          ['CallExpression', 'AwaitExpression', 'AssignmentExpression', 'UpdateExpression'].includes(
            node.expression.type,
          ) &&
          node.expression.callee?.type !== 'Super'
        )
          add(node, 'statement', ';', 'STATEMENT');
        return;
      case 'ThrowStatement':
        return add(node, 'statement', ';', 'STATEMENT');
      case 'CallExpression':
        return call(node);
      case 'ChainExpression':
        return optional(node);
      case 'ArrowFunctionExpression':
        if (node.body.type === 'BlockStatement') body(node.body);
        else if (!isTrivial(node.body)) add(node.body, 'body', 'undefined');
        return;
      case 'FunctionDeclaration':
      case 'FunctionExpression':
        return body(node.body);
    }
  };

  const isTrivial = (node: Node) =>
    node.type === 'Literal' || (node.type === 'Identifier' && node.name === 'undefined');

  /** `a?.b` without the question mark. */
  const optional = (node: Node) => {
    const text = textOf(node);
    const at = text.indexOf('?.');
    if (at < 0) return;
    const isMember = /^\?\.[\w$#]/.test(text.slice(at));
    add(node, 'optional', text.slice(0, at) + text.slice(at + (isMember ? 1 : 2)));
  };

  const property = (node: Node) => {
    if (node.computed) visit(node.key);
    if (node.kind !== 'init' || node.method) return visit(node.value);
    const value = node.value as Node;
    const isMade = !['Literal', 'ArrowFunctionExpression', 'FunctionExpression'].includes(value.type);
    if (isMade && !isTrivial(value)) {
      if (node.shorthand) add(node, 'property', `${node.key.name}: undefined`, 'SHORTHAND');
      else add(value, 'property', 'undefined');
    }
    if (!node.shorthand) visit(value);
  };

  /** Inside a chain with `?.`, only what is passed and where it begins may be switched: the links belong together. */
  const chain = (node: Node): unknown => {
    if (node.type === 'CallExpression') {
      for (const argument of node.arguments) visit(argument);
      return chain(node.callee);
    }
    if (node.type === 'MemberExpression') {
      if (node.computed) visit(node.property);
      return chain(node.object);
    }
    if (node.type === 'TSNonNullExpression') return chain(node.expression);
    visit(node);
  };

  const visit = (node: Node | null | undefined): unknown => {
    if (!node) return;
    if (WRAPPERS.has(node.type)) return visit(node.expression);
    if (node.type.startsWith('TS') || node.type.startsWith('Import')) return;
    own(node);
    switch (node.type) {
      case 'ExportNamedDeclaration':
        return visit(node.declaration);
      case 'ExportAllDeclaration':
        return;
      case 'Property':
        return property(node);
      case 'SpreadElement': {
        const empty = node.inList ? '[]' : '{}';
        add(node.argument, 'spread', empty);
        return visit(node.argument);
      }
      case 'ArrayExpression':
        for (const element of node.elements) if (element?.type === 'SpreadElement') element.inList = true;
        break;
      case 'ChainExpression':
        return chain(node.expression);
      case 'MethodDefinition':
        if (node.kind === 'constructor') return visit(node.value.body);
        if (node.computed) visit(node.key);
        return visit(node.value);
      case 'PropertyDefinition':
        if (node.computed) visit(node.key);
        return visit(node.value);
      case 'MemberExpression':
        visit(node.object);
        if (node.computed) visit(node.property);
        return;
      case 'TaggedTemplateExpression':
        for (const expression of node.quasi.expressions) visit(expression);
        return;
      case 'CallExpression':
      case 'NewExpression':
        if (node.callee.type === 'MemberExpression') visit(node.callee);
        else if (node.callee.type !== 'Super') visit(node.callee);
        for (const argument of node.arguments) {
          if (argument.type === 'SpreadElement') argument.inList = true;
          visit(argument);
        }
        return;
      case 'AssignmentExpression':
        // The left side is a place, not a value.
        if (node.left.type === 'MemberExpression') visit(node.left);
        return visit(node.right);
      case 'VariableDeclarator':
        pattern(node.id);
        return visit(node.init);
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        for (const parameter of node.params) pattern(parameter);
        return visit(node.body);
      case 'UpdateExpression':
        return;
      case 'ForOfStatement':
      case 'ForInStatement':
        visit(node.right);
        return visit(node.body);
      case 'CatchClause':
        return visit(node.body);
      case 'LabeledStatement':
        return visit(node.body);
      case 'BreakStatement':
      case 'ContinueStatement':
        return;
    }
    for (const value of Object.values(node)) {
      if (Array.isArray(value)) for (const one of value) if (one && typeof one.type === 'string') visit(one);
      if (value && typeof value === 'object' && typeof (value as Node).type === 'string') visit(value as Node);
    }
  };

  /** What is bound is no value, but what it is when nothing was given is one. */
  const pattern = (node: Node | null | undefined): void => {
    if (!node) return;
    if (node.type === 'AssignmentPattern') {
      pattern(node.left);
      visit(node.right);
    } else if (node.type === 'ObjectPattern') for (const one of node.properties) pattern(one.value ?? one.argument);
    else if (node.type === 'ArrayPattern') for (const one of node.elements) pattern(one);
    else if (node.type === 'RestElement') pattern(node.argument);
  };

  visit(parseAst(source, { lang: 'ts' }) as unknown as Node);
  return found.filter(({ start, end, replacement }) => source.slice(start, end) !== replacement);
}
