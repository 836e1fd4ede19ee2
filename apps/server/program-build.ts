import { sourceStamp } from '../../scripts/build-web.ts'

let stamp: Promise<string> | undefined

/** One digest over the program's own sources: two machines with the same digest run the same rooms. */
export const programBuild = (): Promise<string> => {
  stamp ??= sourceStamp()
  return stamp
}
