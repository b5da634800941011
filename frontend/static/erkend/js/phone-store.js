/** A small database on this phone, for what must survive without a connection. No screen: pages and the service worker use it. */

export const isSupported = "indexedDB" in globalThis && Boolean(globalThis.crypto?.randomUUID);

function asPromise(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * `upgrade(database)` makes the stores the first time. The answer is `within(store, mode, work)`: run `work(store)` in one
 * transaction; it resolves with its request's result when the transaction is on disk.
 */
export function phoneStore(name, upgrade) {
  return async function within(storeName, mode, work) {
    const opening = indexedDB.open(name, 1);
    opening.onupgradeneeded = () => upgrade(opening.result);
    const database = await asPromise(opening);
    try {
      const transaction = database.transaction(storeName, mode);
      const request = work(transaction.objectStore(storeName));
      await new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = transaction.onerror = () => reject(transaction.error);
      });
      return request?.result;
    } finally {
      database.close();
    }
  };
}
