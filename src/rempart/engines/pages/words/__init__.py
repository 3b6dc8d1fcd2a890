"""Words: what a text is made of, whatever page it is on: normal forms, languages, sounds, which words are names.

In: a text. Out: words, sentences, forms, whether a word is one of a language. Never: markup, or a judgement.
"""
