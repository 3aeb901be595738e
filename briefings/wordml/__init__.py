"""The WordprocessingML that python-docx has no word for.

From the ground up, each module importing only what stands above it:

=====================================  =========================================================
``xml``, ``geometry``                  elements as nested calls; lengths and the page box
``looks``, ``characters``, ``roles``   the styles there are, and which one says what role
``colours``, ``boxes``, ``styles``     theme colours and fonts, borders and frames, the styles
``numbering``, ``text``, ``tables``    lists, runs and fields, tables, pictures
``pictures``
``sheet``, ``contents``, ``running``   styles in use; table of contents; heads and feet
``fonts``, ``properties``, ``base``    embedded fonts, properties, the package and its bytes
``archive``, ``assembly``
``compositor``                         one paragraph after the other
``headings``, ``lists``, ``cells``     blocks that need more than one
``lint``                               what is wrong with a file, seen from outside
``house``                              the same on a reference document of somebody's house
=====================================  =========================================================

:mod:`briefings.writers.docx` walks the blocks of a document and asks these.
"""
