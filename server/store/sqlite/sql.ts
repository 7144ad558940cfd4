// Statements in pieces: a tagged template that makes values parameters, and splices fragments in together with theirs.
// The order of parameters is that of the text because nobody joins the two by hand.

/** What SQLite takes as a parameter. */
export type Bound = string | number | null;

/**
 * Never made but by the template and its helpers, so that no text from outside can be one. Read only by its type: freezing
 * every fragment made pages slower.
 */
class Fragment {
  readonly text: string;
  readonly parameters: readonly Bound[];

  constructor(text: string, parameters: readonly Bound[]) {
    this.text = text;
    this.parameters = parameters;
  }
}

export type SqlFragment = Fragment;

/** Text that stands in the code: a variable that may hold any string does not compile. */
export type Literal<T extends string> = string extends T ? never : T;

type Separator = ' AND ' | ' OR ' | ' UNION ALL ' | ' INTERSECT ' | ', ';

export function sql(texts: TemplateStringsArray, ...values: readonly (SqlFragment | Bound)[]): SqlFragment {
  return concatenate(texts, values);
}

/** Of none: the empty fragment. */
sql.join = (values: readonly (SqlFragment | Bound)[], separator: Separator): SqlFragment => {
  const between = values.slice(1).map(() => separator);
  return concatenate(['', ...between, ''], values);
};

/** Names and words of SQL, which cannot be parameters. */
sql.raw = <const T extends string>(text: Literal<T>): SqlFragment => new Fragment(text, []);

/** One text before each value, and one after the last. By index: every statement of every read is put together here. */
function concatenate(texts: readonly string[], values: readonly (SqlFragment | Bound)[]): SqlFragment {
  let text = texts[0] as string;
  const parameters: Bound[] = [];
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as SqlFragment | Bound;
    if (value instanceof Fragment) {
      text += value.text;
      for (const parameter of value.parameters) parameters.push(parameter);
    } else {
      if (typeof value === 'object' && value !== null) throw new TypeError('neither a value nor a fragment of SQL');
      text += '?';
      parameters.push(value);
    }
    text += texts[index + 1];
  }
  return new Fragment(text, parameters);
}
