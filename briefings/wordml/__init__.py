"""The WordprocessingML that python-docx has no word for.

From the ground up, each module importing only what stands above it:

=====================================  =========================================================
``xml``, ``geometry``                  elements as nested calls; lengths and the page box
``look``, ``looks``, ``characters``    what a style is, the styles there are, and which one says
``roles``                              what role
``colours``, ``boxes``, ``styles``     theme colours and fonts, borders and frames, the styles
``numbering``, ``text``, ``tables``    lists, runs and fields, tables, pictures, formulas
``pictures``, ``omml``
``proofing``                           languages as Word names them
``directions``                         runs from right to left, marked when all is written
``sheet``, ``contents``, ``running``   styles in use; table of contents; heads and feet
``charts``, ``media``                  charts with their workbooks; pictures as parts of the file
``fonts``, ``properties``, ``base``    embedded fonts, properties, the package and its bytes
``anchors``, ``mergebase``             the way back: bookmarks and controls, the base of a merge
``comments``                           what the author notes for who edits the file
``archive``, ``assembly``
``sections``, ``watermark``            pages that differ, and what is drawn behind them
``compositor``, ``keeping``            one paragraph after the other, and what stays together
``headings``, ``lists``, ``cells``     blocks that need more than one, or more than words
``pullquotes``, ``formulas``, ``figures``
``story``                              all the blocks of a document, by asking these
``lint``                               what is wrong with a file, seen from outside: a package, in
                                       which each module holds the rules of one matter
``house``                              the same on a reference document of somebody's house
=====================================  =========================================================

:mod:`briefings.writers.docx` makes a file of it.
"""
