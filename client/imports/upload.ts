import type { ImportKind } from '../../shared/imports/schema.ts'

/**
 * Sends the file as it is and resolves to the import's id. `onProgress` hears from 0 to 1 as bytes leave.
 * Rejects with the server's refusal.
 */
export function uploadFile(kind: ImportKind, file: File, onProgress: (done: number) => void): Promise<string> {
  const query = new URLSearchParams({ kind, fileName: file.name.slice(0, 300) })
  return new Promise((resolve, reject) => {
    // fetch tells nothing about how far an upload is.
    const request = new XMLHttpRequest()
    request.open('POST', `/api/imports/files?${query}`)
    request.responseType = 'json'
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = (event) => onProgress(event.total === 0 ? 0 : event.loaded / event.total)
    request.onload = () => {
      const answer: unknown = request.response
      if (request.status === 201 && typeof answer === 'object' && answer !== null && 'id' in answer) {
        resolve(String(answer.id))
      } else reject(answer ?? { code: 'internal', message: 'The file was not taken. Try again.' })
    }
    request.onerror = () => reject(new TypeError('The upload got no answer'))
    request.send(file)
  })
}
