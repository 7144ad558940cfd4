// How GraphiQL asks: JSON by POST, and for subscriptions the server's event stream. Nothing else leaves the page.

interface Question {
  query: string;
  variables?: unknown;
  operationName?: string | null;
}

export function ask(question: Question, { headers = {} }: { headers?: Record<string, string> } = {}) {
  const isStream = /(^|\s)subscription\b/.test(question.query.replaceAll(/#.*$/gm, '')) && streams(question);
  return isStream ? events(question, headers) : answer(question, headers);
}

/** Whether the operation that is meant is a subscription: a document may hold several. */
function streams({ query, operationName }: Question): boolean {
  return operationName ? new RegExp(`\\bsubscription\\s+${operationName}\\b`).test(query) : true;
}

function post(question: Question, headers: Record<string, string>, accept: string): Promise<Response> {
  return fetch('/graphql', {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', accept },
    body: JSON.stringify(question),
  });
}

async function answer(question: Question, headers: Record<string, string>): Promise<unknown> {
  const response = await post(question, headers, 'application/graphql-response+json, application/json');
  return response.json();
}

async function* events(question: Question, headers: Record<string, string>): AsyncGenerator<unknown> {
  const response = await post(question, headers, 'text/event-stream');
  if (!response.body || !response.headers.get('content-type')?.startsWith('text/event-stream')) {
    yield await response.json();
    return;
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    let text = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const blocks = (text + part.value).split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const data = /^data: (.+)$/m.exec(block)?.[1];
        if (data) yield JSON.parse(data);
      }
    }
  } finally {
    await reader.cancel();
  }
}
