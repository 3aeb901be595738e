"""House style: Word files made on a reference document of the reader's own house.

Each module imports only what stands above it:

=========================  =====================================================================
``package``, ``clearing``  the file read safely; what of it is kept
``sheet``, ``candidates``  its styles, by name; the roles, and what houses call their styles
``casting``                which style plays which role, guessed and as a mapping file says
``order``, ``dress``       the order of properties; a theme in the house's type and colours
``pages``                  its page, heads and feet, cover
``fields``                 fields, given their results
``placeholders``           what it left open, filled in
``controls``, ``lists``    controls safe to edit; lists beside its lists
``proportion``             a style of ours in proportion to its text
``difference``             what a style says beyond another
``supplement``             the styles that it lacks
``translation``            from our styles to its own
``running``                its heads and feet, filled in and marked
``reference``              the document as it is read, once
``finish``, ``file``       a file made on it
``telling``                what ``briefings styles`` tells of it
=========================  =====================================================================
"""
