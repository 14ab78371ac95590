//! Picture bytes to an upright picture to a recognised page
