import { useState } from 'react'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { TextArea } from '../../kit/fields.tsx'

/** Asks for the words that a decision carries: an opinion, a reason. */
export const ReasonDialog = (props: {
  readonly title: string
  readonly open: boolean
  readonly onClose: () => void
  readonly onSay: (words: string) => void
}) => {
  const [words, setWords] = useState('')
  return (
    <Dialog
      title={props.title}
      open={props.open}
      onClose={props.onClose}
      actions={
        <>
          <Button kind="plain" onClick={props.onClose}>
            取消
          </Button>
          <Button disabled={words.trim().length < 2} onClick={() => props.onSay(words.trim())}>
            确定
          </Button>
        </>
      }
    >
      <TextArea label={props.title} value={words} onText={setWords} required />
    </Dialog>
  )
}
