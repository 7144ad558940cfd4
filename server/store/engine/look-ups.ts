// Algorithms that ask for what they need to know next are generators: they yield a question and are resumed with its answer. So
// one algorithm serves a store that answers at once and one that must be waited for.

export type Asking<Question, Answer, Result> = Generator<Question, Result, Answer>;

export function answering<Question, Answer, Result>(
  asking: Asking<Question, Answer, Result>,
  answer: (question: Question) => Answer,
): Result {
  let step = asking.next();
  while (step.done !== true) step = asking.next(answer(step.value));
  return step.value;
}

export async function answeringLater<Question, Answer, Result>(
  asking: Asking<Question, Answer, Result>,
  answer: (question: Question) => Promise<Answer>,
): Promise<Result> {
  let step = asking.next();
  while (step.done !== true) step = asking.next(await answer(step.value));
  return step.value;
}
